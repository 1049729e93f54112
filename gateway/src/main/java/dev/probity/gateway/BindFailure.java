package dev.probity.gateway;

import java.io.IOException;

/// The gateway cannot listen there.
public final class BindFailure extends IOException {
    private final String address;
    private final int port;
    private final Reason reason;

    public enum Reason {
        TAKEN("it is taken"),
        FORBIDDEN("it needs a right that this process does not have"),
        NO_SUCH_ADDRESS("this machine does not have that address"),
        OTHER("the system refused");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    BindFailure(String address, int port, Throwable cause) {
        this(address, port, reasonOf(cause), cause);
    }

    private BindFailure(String address, int port, Reason reason, Throwable cause) {
        super(
                "cannot listen on %s:%d: %s (%s)"
                        .formatted(address, port, reason.words, cause.getMessage()),
                cause);
        this.address = address;
        this.port = port;
        this.reason = reason;
    }

    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    public Reason reason() {
        return reason;
    }

    // The JDK and Netty's native transport share no exception types, only the system's words.
    private static Reason reasonOf(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("already in use")) {
            return Reason.TAKEN;
        }
        if (message.contains("ermission denied")) {
            return Reason.FORBIDDEN;
        }
        if (message.contains("annot assign requested address")
                || cause instanceof java.nio.channels.UnresolvedAddressException
                || cause instanceof java.net.UnknownHostException) {
            return Reason.NO_SUCH_ADDRESS;
        }
        return Reason.OTHER;
    }
}
