package dev.probity.dialects.kubernetes;

import java.util.Map;

/// `$(NAME)` as the kubelet replaces it: a name that nobody knows stays as it stands, and `$$` is a
/// dollar sign.
final class Expansion {

    private Expansion() {}

    static String of(String text, Map<String, String> variables) {
        var expanded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char here = text.charAt(at);
            boolean last = at + 1 == text.length();
            if (here != '$' || last) {
                expanded.append(here);
                at++;
            } else if (text.charAt(at + 1) == '$') {
                expanded.append('$');
                at += 2;
            } else {
                int end = text.charAt(at + 1) == '(' ? text.indexOf(')', at) : -1;
                String name = end < 0 ? "" : text.substring(at + 2, end);
                String reference = end < 0 ? "$" : text.substring(at, end + 1);
                expanded.append(variables.getOrDefault(name, reference));
                at += reference.length();
            }
        }
        return expanded.toString();
    }
}
