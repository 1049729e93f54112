package dev.probity.probes.grpc;

/// How a call ended. The numbers are the protocol's, the titles are Go's.
public enum GrpcCode {
    OK(0, "OK"),
    CANCELLED(1, "Canceled"),
    UNKNOWN(2, "Unknown"),
    INVALID_ARGUMENT(3, "InvalidArgument"),
    DEADLINE_EXCEEDED(4, "DeadlineExceeded"),
    NOT_FOUND(5, "NotFound"),
    ALREADY_EXISTS(6, "AlreadyExists"),
    PERMISSION_DENIED(7, "PermissionDenied"),
    RESOURCE_EXHAUSTED(8, "ResourceExhausted"),
    FAILED_PRECONDITION(9, "FailedPrecondition"),
    ABORTED(10, "Aborted"),
    OUT_OF_RANGE(11, "OutOfRange"),
    UNIMPLEMENTED(12, "Unimplemented"),
    INTERNAL(13, "Internal"),
    UNAVAILABLE(14, "Unavailable"),
    DATA_LOSS(15, "DataLoss"),
    UNAUTHENTICATED(16, "Unauthenticated");

    private final int number;
    private final String title;

    GrpcCode(int number, String title) {
        this.number = number;
        this.title = title;
    }

    public String title() {
        return title;
    }

    /// From a `grpc-status` trailer.
    static GrpcCode of(CharSequence number) {
        for (GrpcCode code : values()) {
            if (String.valueOf(code.number).contentEquals(number)) {
                return code;
            }
        }
        return UNKNOWN;
    }

    /// What an HTTP status stands for where a server that knows no gRPC has answered.
    static GrpcCode ofHttp(CharSequence status) {
        return switch (status.toString()) {
            case "400" -> INTERNAL;
            case "401" -> UNAUTHENTICATED;
            case "403" -> PERMISSION_DENIED;
            case "404" -> UNIMPLEMENTED;
            case "429", "502", "503", "504" -> UNAVAILABLE;
            default -> UNKNOWN;
        };
    }
}
