package dev.probity.launch.process;

/// What the guard runs, for any POSIX shell. In the class, because a resource would be searched in
/// all jars before the first launch.
final class GuardScript {
    static final String TEXT =
            """
            # Waits for the death of Probity and then kills what it left. Arguments: the run's mark, and the
            # control group over its replicas or nothing. What to watch comes line by line; the end of the
            # lines without a "leave" is the death, because nobody else holds the other end of the pipe.
            trap '' HUP INT TERM
            mark=$1 group=$2 watched=' '
            while read -r verb process; do
                case $verb in
                    watch) watched="$watched$process " ;;
                    forget)
                        case $watched in
                            *" $process "*) watched="${watched%%" $process "*} ${watched#*" $process "}" ;;
                        esac ;;
                    leave) exit 0 ;;
                esac
            done
            # A process may be between two forks, so it is over when nothing was found three times.
            round=0 calm=0
            while [ $round -lt 60 ] && [ $calm -lt 3 ]; do
                round=$((round + 1)) calm=$((calm + 1))
                [ -z "$group" ] || echo 1 >"$group/cgroup.kill"
                [ $round -gt 3 ] || for process in $watched; do kill -9 $process; done
                for file in $(grep -lsF "$mark" /proc/[0-9]*/environ); do
                    file=${file%/environ}
                    kill -9 "${file#/proc/}" && calm=0
                done
                sleep 0.03 || sleep 1
            done 2>/dev/null
            [ -z "$group" ] || rmdir "$group"/*/* "$group"/* "$group" 2>/dev/null
            """;

    private GuardScript() {}
}
