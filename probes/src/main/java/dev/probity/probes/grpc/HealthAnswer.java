package dev.probity.probes.grpc;

/// What came of a health check.
public sealed interface HealthAnswer {

    /// @param status as the protocol spells it: `SERVING`
    record Told(String status) implements HealthAnswer {

        static Told of(int number) {
            return new Told(
                    switch (number) {
                        case 0 -> "UNKNOWN";
                        case 1 -> "SERVING";
                        case 2 -> "NOT_SERVING";
                        case 3 -> "SERVICE_UNKNOWN";
                        default -> String.valueOf(number);
                    });
        }
    }

    /// The call ended without an answer.
    record Refused(GrpcCode code, String message) implements HealthAnswer {}
}
