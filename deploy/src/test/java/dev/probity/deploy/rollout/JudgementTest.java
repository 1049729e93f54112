package dev.probity.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.rollout.Progress.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

/// From recorded status and events to the words of a roll-out.
class JudgementTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode deployment(String status) {
        return json(
                "{'metadata':{'name':'web','generation':2},'spec':{'replicas':2},'status':"
                        + status
                        + "}");
    }

    private static Pod pod(String created, String status) {
        return new Pod(
                json(
                        "{'metadata':{'name':'web-x','creationTimestamp':'%s'},'status':%s}"
                                .formatted(created, status)));
    }

    private static Progress of(JsonNode workload, List<Pod> pods, JsonNode... events) {
        return Judgement.of(ObjectKind.DEPLOYMENT, workload, pods, Happenings.of(List.of(events)));
    }

    private static JsonNode event(String object, String reason, String time, String message) {
        return json(
                ("{'type':'Warning','reason':'%s','lastTimestamp':'%s','message':'%s',"
                                + "'involvedObject':{'name':'%s'}}")
                        .formatted(reason, time, message, object));
    }

    @Test
    void isDoneWhenAllReplicasOfThisVersionAreReady() {
        Progress progress =
                of(
                        deployment(
                                "{'observedGeneration':2,'replicas':2,'updatedReplicas':2,"
                                        + "'readyReplicas':2}"),
                        List.of());
        assertThat(progress).isEqualTo(new Progress("web", State.DONE, 2, 2, ""));
    }

    @Test
    void waitsUntilTheVersionIsSeen() {
        Progress progress =
                of(
                        deployment(
                                "{'observedGeneration':1,'replicas':2,'updatedReplicas':2,"
                                        + "'readyReplicas':2}"),
                        List.of());
        assertThat(progress.state()).isEqualTo(State.UNDER_WAY);
    }

    @Test
    void waitsUntilTheOldReplicasAreGone() {
        Progress progress =
                of(
                        deployment(
                                "{'observedGeneration':2,'replicas':3,'updatedReplicas':2,"
                                        + "'readyReplicas':3}"),
                        List.of());
        assertThat(progress.state()).isEqualTo(State.UNDER_WAY);
    }

    @Test
    void givesTheProbesOwnWordsAsReason() {
        Pod pod =
                pod(
                        "2026-01-01T00:00:00Z",
                        "{'phase':'Running','containerStatuses':[{'started':true,"
                                + "'state':{'running':{}}}]}");
        Progress progress =
                of(
                        deployment("{'observedGeneration':2,'replicas':2,'updatedReplicas':2}"),
                        List.of(pod),
                        event(
                                "web-x",
                                "Unhealthy",
                                "2026-01-01T00:00:05Z",
                                "Readiness probe failed: old"),
                        event(
                                "web-x",
                                "Unhealthy",
                                "2026-01-01T00:00:10Z",
                                "Readiness probe failed: HTTP probe failed with statuscode: 503"));
        assertThat(progress)
                .hasToString(
                        "web: 0 of 2 ready; Readiness probe failed: HTTP probe failed with"
                                + " statuscode: 503");
    }

    @Test
    void tellsARestartLoopWithItsCause() {
        Pod pod =
                pod(
                        "2026-01-01T00:00:00Z",
                        "{'phase':'Running','containerStatuses':[{'state':{'waiting':{'reason':'CrashLoopBackOff','message':'back-off"
                            + " 20s restarting'}},"
                            + "'lastState':{'terminated':{'exitCode':137,'reason':'OOMKilled'}}}]}");
        assertThat(of(deployment("{'observedGeneration':2}"), List.of(pod)).reason())
                .isEqualTo(
                        "CrashLoopBackOff: back-off 20s restarting; it exited with 137"
                                + " (OOMKilled)");
    }

    @Test
    void failsAtOnceWhereNothingWillChange() {
        Pod pod =
                pod(
                        "2026-01-01T00:00:00Z",
                        "{'phase':'Pending','containerStatuses':[{'state':{'waiting':{'reason':"
                                + "'InvalidImageName','message':'couldn t parse image'}}}]}");
        Progress progress =
                of(deployment("{'observedGeneration':2,'updatedReplicas':1}"), List.of(pod));
        assertThat(progress.state()).isEqualTo(State.FAILED);
        assertThat(progress.reason()).startsWith("InvalidImageName: ");
        assertThat(of(deployment("{'observedGeneration':2}"), List.of(pod)).state())
                .as("no Pod of this version is there yet")
                .isEqualTo(State.UNDER_WAY);
        JsonNode job = json("{'metadata':{'name':'web'},'spec':{},'status':{'active':1}}");
        assertThat(
                        Judgement.of(ObjectKind.JOB, job, List.of(pod), Happenings.of(List.of()))
                                .state())
                .isEqualTo(State.FAILED);
    }

    private static Pod waiting(String reason, int restarts, String version, String created) {
        return new Pod(
                json(
                        ("{'metadata':{'name':'web-x','creationTimestamp':'%s','labels':"
                                        + "{'pod-template-hash':'%s'}},'status':{'phase':'Pending',"
                                        + "'containerStatuses':[{'restartCount':%d,'state':"
                                        + "{'waiting':{'reason':'%s'}}}]}}")
                                .formatted(created, version, restarts, reason)));
    }

    @ParameterizedTest(name = "{0} after {1} restarts is stuck: {2}")
    @CsvSource({
        "ErrImagePull, 0, true",
        "ImagePullBackOff, 0, true",
        "CreateContainerConfigError, 0, true",
        "CrashLoopBackOff, 1, false",
        "CrashLoopBackOff, 3, false",
        "CrashLoopBackOff, 4, true",
        "ContainerCreating, 0, false",
    })
    void knowsWhatSeldomMendsItself(String reason, int restarts, boolean stuck) {
        List<Pod> pods = List.of(waiting(reason, restarts, "b", "2026-01-01T00:00:00Z"));
        assertThat(Judgement.isStuck(pods)).isEqualTo(stuck);
        Progress progress = of(deployment("{'observedGeneration':2}"), pods);
        assertThat(progress.state()).as("for a while").isEqualTo(State.UNDER_WAY);
        assertThat(progress.reason())
                .as("told at once")
                .isEqualTo(reason.equals("ContainerCreating") ? "" : reason);
    }

    @Test
    void doesNotHoldAnOlderVersionsTroubleAgainstTheNewOne() {
        List<Pod> pods =
                List.of(
                        waiting("InvalidImageName", 0, "old", "2026-01-01T00:00:00Z"),
                        waiting("ImagePullBackOff", 0, "old", "2026-01-01T00:00:01Z"),
                        waiting("ContainerCreating", 0, "new", "2026-01-01T00:00:02Z"));
        assertThat(Judgement.isStuck(pods)).isFalse();
        assertThat(of(deployment("{'observedGeneration':2}"), pods).state())
                .isEqualTo(State.UNDER_WAY);
    }

    @Test
    void failsWhenTheClusterGivesUp() {
        Progress progress =
                of(
                        deployment(
                                "{'observedGeneration':2,'conditions':[{'type':'Progressing',"
                                        + "'status':'False','message':'it has timed out'}]}"),
                        List.of(),
                        event("web", "FailedCreate", "2026-01-01T00:00:05Z", "quota exceeded"));
        assertThat(progress)
                .isEqualTo(
                        new Progress(
                                "web", State.FAILED, 0, 2, "it has timed out: quota exceeded"));
    }

    @Test
    void saysThatNoNodeHasRoom() {
        Pod pod =
                pod(
                        "2026-01-01T00:00:00Z",
                        "{'phase':'Pending','conditions':[{'type':'PodScheduled','status':'False',"
                                + "'message':'0/3 nodes are available: 3 Insufficient cpu.'}]}");
        assertThat(of(deployment("{'observedGeneration':2}"), List.of(pod)).reason())
                .isEqualTo("0/3 nodes are available: 3 Insufficient cpu.");
    }

    @ParameterizedTest(name = "{0} ready, {1} wants to be {2}: {3}")
    @CsvSource({
        "2, new, new, DONE",
        "2, old, new, UNDER_WAY",
        "1, new, new, UNDER_WAY",
    })
    void aStatefulSetIsDoneWhenItsRevisionIsTheNewOne(
            int ready, String current, String update, State state) {
        JsonNode set =
                json(
                        ("{'metadata':{'name':'db','generation':1},'spec':{'replicas':2},"
                                        + "'status':{'observedGeneration':1,'replicas':2,"
                                        + "'updatedReplicas':2,'readyReplicas':%d,"
                                        + "'currentRevision':'%s','updateRevision':'%s'}}")
                                .formatted(ready, current, update));
        assertThat(
                        Judgement.of(
                                        ObjectKind.STATEFUL_SET,
                                        set,
                                        List.of(),
                                        Happenings.of(List.of()))
                                .state())
                .isEqualTo(state);
    }

    @Test
    void countsAJobAsDoneWhenItsWorkIs() {
        JsonNode job =
                json(
                        "{'metadata':{'name':'migrate'},'spec':{'completions':1},"
                                + "'status':{'succeeded':1}}");
        assertThat(Judgement.of(ObjectKind.JOB, job, List.of(), Happenings.of(List.of())).state())
                .isEqualTo(State.DONE);
    }

    @Test
    void callsPodsByTheWordsOfReplicas() {
        String running =
                "{'phase':'Running','containerStatuses':[{'started':%s,'state':{}}],"
                        + "'conditions':[{'type':'Ready','status':'%s'}]}";
        assertThat(state(running.formatted("false", "False"))).isEqualTo("STARTING");
        assertThat(state(running.formatted("true", "False"))).isEqualTo("HEALTHY");
        assertThat(state(running.formatted("true", "True"))).isEqualTo("READY");
        assertThat(state("{'phase':'Pending'}")).isEqualTo("PENDING");
        assertThat(state("{'phase':'Failed'}")).isEqualTo("FAILED");
        assertThat(
                        state(
                                "{'phase':'Running','containerStatuses':[{'state':{'waiting':"
                                        + "{'reason':'CrashLoopBackOff'}}}]}"))
                .isEqualTo("BACKING_OFF");
    }

    private static String state(String status) {
        return ClusterStatus.state(pod("2026-01-01T00:00:00Z", status)).name();
    }
}
