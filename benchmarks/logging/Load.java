import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends batches to a logging service on kept connections, each as soon as the one before is
/// acknowledged: `java Load.java PORT SECONDS CONNECTIONS ROWS`.
final class Load {
    private static final String ITEM =
            """
            {"prediction_id":"%s","image_id":"img-%s","timestamp":1764142657.25,\
            "model_version":"3","model_name":"cifar10-model","inference_time_ms":1.5,\
            "detections":[{"class":"truck","confidence":0.9,"bbox":[0,0,32,32],\
            "uncertain":false}],"defect_detected":true,"confidence_scores":\
            [0.9,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.02],"edge_device_id":"line-%d"}\
            """;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final int rows;
    private final String run = Long.toString(System.nanoTime(), 36);
    private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean counts;
    private volatile boolean over;

    private Load(int port, int rows) {
        this.address = URI.create("http://127.0.0.1:" + port + "/log");
        this.rows = rows;
    }

    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[1]);
        Load load = new Load(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[3]));
        load.run(seconds, Integer.parseInt(arguments[2]));
    }

    private void run(int seconds, int connections) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            int number = i;
            threads.add(Thread.ofPlatform().start(() -> send(number)));
        }
        threads.getFirst().join(Duration.ofSeconds(Math.max(1, seconds / 3))); // warm-up
        counts = true;
        long began = System.nanoTime();
        threads.getFirst().join(Duration.ofSeconds(seconds));
        double took = (System.nanoTime() - began) / 1e9;
        counts = false;
        List<Long> sorted = new ArrayList<>(nanos);
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
        Collections.sort(sorted);
        System.out.printf(
                "%d connections, batches of %d: %.0f rows/s, a batch %.1f ms (p50) %.1f ms (p99)"
                        + " %.1f ms (longest), %d refused%n",
                connections,
                rows,
                sorted.size() * rows / took,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1),
                refused.get());
    }

    private static double at(List<Long> sorted, double share) {
        int index = (int) Math.min(sorted.size() - 1, sorted.size() * share);
        return sorted.isEmpty() ? Double.NaN : sorted.get(index) / 1e6;
    }

    private void send(int connection) {
        for (int i = 0; !over; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(address)
                            .POST(HttpRequest.BodyPublishers.ofString(batch(connection, i)))
                            .build();
            long began = System.nanoTime();
            try {
                int status =
                        client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
                if (counts && status == 200) {
                    nanos.add(System.nanoTime() - began);
                } else if (status != 200) {
                    refused.incrementAndGet();
                }
            } catch (Exception problem) {
                System.err.println(problem);
                return;
            }
        }
    }

    private String batch(int connection, int number) {
        StringBuilder body = new StringBuilder("{\"predictions\":[");
        for (int row = 0; row < rows; row++) {
            String id = "%s-%d-%d-%d".formatted(run, connection, number, row);
            body.append(row == 0 ? "" : ",").append(ITEM.formatted(id, id, connection));
        }
        return body.append("]}").toString();
    }
}
