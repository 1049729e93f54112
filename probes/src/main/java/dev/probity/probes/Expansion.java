package dev.probity.probes;

import java.util.List;
import java.util.Map;

/// Kubernetes' `$(NAME)` in the arguments of a command. What is unknown stays as it is, and `$$`
/// stands for a dollar sign (R40).
final class Expansion {

    private Expansion() {}

    static List<String> of(List<String> command, Map<String, String> environment) {
        return command.stream().map(argument -> expand(argument, environment)).toList();
    }

    private static String expand(String argument, Map<String, String> environment) {
        if (argument.indexOf('$') < 0) {
            return argument;
        }
        StringBuilder expanded = new StringBuilder(argument.length());
        int position = 0;
        while (position < argument.length()) {
            char c = argument.charAt(position);
            char after = position + 1 < argument.length() ? argument.charAt(position + 1) : ' ';
            int end = after == '(' ? argument.indexOf(')', position) : -1;
            if (c == '$' && after == '$') {
                expanded.append('$');
                position += 2;
            } else if (c == '$' && end > 0) {
                String reference = argument.substring(position, end + 1);
                String name = reference.substring(2, reference.length() - 1);
                expanded.append(environment.getOrDefault(name, reference));
                position = end + 1;
            } else {
                expanded.append(c);
                position++;
            }
        }
        return expanded.toString();
    }
}
