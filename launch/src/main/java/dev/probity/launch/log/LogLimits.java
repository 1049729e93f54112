package dev.probity.launch.log;

/// How much of each replica's output is kept on disk.
///
/// @param fileBytes a file is followed by another one when it is larger
/// @param files how many are kept, the one being written included
public record LogLimits(long fileBytes, int files) {

    /// 50 MB a replica: some hundred thousand lines.
    public static final LogLimits USUAL = new LogLimits(10_000_000, 5);

    public LogLimits {
        if (fileBytes < 1_000) {
            throw new IllegalArgumentException(
                    "log file size is " + fileBytes + " bytes; the least it can be is 1000");
        }
        if (files < 1) {
            throw new IllegalArgumentException(
                    "number of log files is " + files + "; the least it can be is 1");
        }
    }
}
