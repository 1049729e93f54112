package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

record DiskInspection(Path path, long leastBytes) implements Inspection {
    DiskInspection {
        if (leastBytes < 1) {
            throw new IllegalArgumentException(
                    "the disk of %s may go down to %d bytes; the least that means anything is 1"
                            .formatted(path, leastBytes));
        }
    }

    @Override
    public Result inspect(Attempt attempt) {
        try {
            long usable = Files.getFileStore(path).getUsableSpace();
            Result result = usable < leastBytes ? Result.down("disk_full") : Result.up();
            return result.with("usable_bytes", usable);
        } catch (IOException problem) {
            return Result.down("disk_not_accessible", problem);
        }
    }
}
