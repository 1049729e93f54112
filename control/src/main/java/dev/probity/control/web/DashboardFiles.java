package dev.probity.control.web;

import dev.probity.control.http.Problem;
import dev.probity.control.http.Reply;
import dev.probity.control.http.Request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The pages, scripts and pictures of the dashboard, from the class path. They tell nothing of what
/// runs, so everybody may have them.
final class DashboardFiles {
    private static final String INDEX = "index.html";

    /// No `..`, no folder, nothing that a class loader could take for something else.
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_@-][A-Za-z0-9._@-]*");

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("txt", "text/plain; charset=utf-8"));

    private final String folder;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>(); // those that exist

    /// @param folder on the class path, beginning and ending with a slash
    DashboardFiles(String folder) {
        this.folder = folder;
    }

    private record Asset(String contentType, ByteBuffer bytes, String tag) {}

    Reply answer(Request request) {
        List<String> path = request.path();
        String name = path.isEmpty() ? INDEX : String.join("/", path);
        if (!path.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())) {
            return page(request); // a name of a replica may be anything; a file's is not
        }
        Optional<Asset> asset = asset(name);
        if (asset.isPresent()) {
            return reply(asset.get(), request);
        }
        return type(name).isPresent()
                ? Problem.of(404, "Not found", "there is no /" + name).reply()
                : page(request);
    }

    /// The page itself looks at its address: a link into the middle of it works.
    private Reply page(Request request) {
        return asset(INDEX)
                .map(asset -> reply(asset, request))
                .orElseGet(() ->
                        Problem.of(
                                        404,
                                        "Not found",
                                        "this build has no dashboard; the control API is at"
                                                + " /api/v1")
                                .reply());
    }

    /// Kept by browsers, and asked for again each time: a new build is seen at once.
    private static Reply reply(Asset asset, Request request) {
        Map<String, String> headers = Map.of("ETag", asset.tag(), "Cache-Control", "no-cache");
        if (request.header("If-None-Match").orElse("").equals(asset.tag())) {
            return new Reply.Whole(304, asset.contentType(), "").with(headers);
        }
        return new Reply.Whole(200, asset.contentType(), asset.bytes(), headers);
    }

    private Optional<Asset> asset(String name) {
        Asset known = assets.get(name);
        return known != null ? Optional.of(known) : type(name).flatMap(type -> load(name, type));
    }

    private Optional<Asset> load(String name, String contentType) {
        try (InputStream resource = DashboardFiles.class.getResourceAsStream(folder + name)) {
            if (resource == null) {
                return Optional.empty();
            }
            byte[] bytes = resource.readAllBytes();
            Asset asset = new Asset(contentType, ByteBuffer.wrap(bytes), tag(bytes));
            assets.put(name, asset);
            return Optional.of(asset);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + name, e);
        }
    }

    private static Optional<String> type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
