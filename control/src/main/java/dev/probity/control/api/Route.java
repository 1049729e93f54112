package dev.probity.control.api;

import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A method and a shape of path, and what answers it.
///
/// @param shape segments; `{}` stands for any, which the action gets as an argument
/// @param changes whether something may be different afterwards
record Route(String method, List<String> shape, boolean changes, Action action) {

    @FunctionalInterface
    interface Action {
        Reply answer(Request request, List<String> arguments);
    }

    /// @param shape such as `services/{}/restart`
    static Route of(String method, String shape, Action action) {
        return new Route(method, List.of(shape.split("/")), !method.equals("GET"), action);
    }

    /// One that needs a body, but changes nothing.
    static Route harmless(String method, String shape, Action action) {
        return new Route(method, List.of(shape.split("/")), false, action);
    }

    @Override
    public String toString() {
        return method + " " + String.join("/", shape);
    }

    /// The arguments, when the path is of this shape.
    Optional<List<String>> match(List<String> path) {
        if (path.size() != shape.size()) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i).equals("{}")) {
                arguments.add(path.get(i));
            } else if (!shape.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }
}
