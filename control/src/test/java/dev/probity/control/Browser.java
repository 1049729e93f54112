package dev.probity.control;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.control.http.Json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// One who asks over the port, with headers of one's own choice, a Host of another's above all.
record Browser(int port, Map<String, String> headers) {

    static Browser at(int port) {
        return new Browser(port, Map.of("Host", "127.0.0.1:" + port));
    }

    Browser with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Browser(port, more);
    }

    Answer get(String path) throws IOException {
        return ask("GET", path, "");
    }

    Answer post(String path, String body) throws IOException {
        return with("Content-Type", "application/json").ask("POST", path, body);
    }

    Answer ask(String method, String path, String body) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("Connection: close\r\nContent-Length: ").append(body.length());
        try (Peer peer =
                Peer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return Answer.of(
                    peer.say(request.append("\r\n\r\n").append(body).toString()).hearAll());
        }
    }

    record Answer(int status, String head, String body) {
        static Answer of(String text) {
            int end = text.indexOf("\r\n\r\n");
            String head = end < 0 ? text : text.substring(0, end);
            int status = head.length() < 12 ? 0 : Integer.parseInt(head.substring(9, 12));
            return new Answer(status, head, end < 0 ? "" : text.substring(end + 4));
        }

        JsonNode json() throws IOException {
            return Json.read(body);
        }

        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }
}
