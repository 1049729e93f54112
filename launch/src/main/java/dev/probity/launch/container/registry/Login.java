package dev.probity.launch.container.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What a registry is told of the user. Never shown: neither of them prints what it holds.
public sealed interface Login {

    /// Nobody in particular.
    record Anonymous() implements Login {}

    /// A name and its password.
    record Password(String user, String secret) implements Login {
        @Override
        public String toString() {
            return "Password[user=" + user + "]";
        }
    }

    /// What the registry gave for a password once.
    record Token(String secret) implements Login {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /// As the engine takes it, in the header `X-Registry-Auth`.
    default String header(RegistryHost host) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case Anonymous _ -> {}
            case Password(String user, String secret) ->
                    said.put("username", user)
                            .put("password", secret)
                            .put("serveraddress", host.name());
            case Token(String secret) ->
                    said.put("identitytoken", secret).put("serveraddress", host.name());
        }
        return Base64.getUrlEncoder()
                .encodeToString(said.toString().getBytes(StandardCharsets.UTF_8));
    }
}
