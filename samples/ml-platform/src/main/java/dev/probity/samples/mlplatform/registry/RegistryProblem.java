package dev.probity.samples.mlplatform.registry;

/// What a caller did wrong, in MLflow's words.
final class RegistryProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Code code;

    enum Code {
        INVALID_PARAMETER_VALUE(400),
        RESOURCE_ALREADY_EXISTS(400),
        RESOURCE_DOES_NOT_EXIST(404),
        ENDPOINT_NOT_FOUND(404);

        final int status;

        Code(int status) {
            this.status = status;
        }
    }

    RegistryProblem(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
