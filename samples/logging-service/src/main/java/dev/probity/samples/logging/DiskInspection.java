package dev.probity.samples.logging;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// How full the disk of a database file is. Almost full degrades; full is DOWN, while there is
/// still room to write what was taken on.
///
/// @param warning in percent
/// @param full in percent
record DiskInspection(Path folder, int warning, int full) implements Inspection {

    @Override
    public Result inspect(Attempt attempt) {
        try {
            FileStore store = Files.getFileStore(existing(folder));
            long total = store.getTotalSpace();
            long usable = store.getUsableSpace();
            double used = total == 0 ? 0 : 100.0 * (total - usable) / total;
            return judge(used).with("used_percent", Math.rint(used));
        } catch (IOException problem) {
            return Result.degraded("disk_not_accessible");
        }
    }

    Result judge(double usedPercent) {
        if (usedPercent >= full) {
            return Result.down("disk_full");
        }
        return usedPercent >= warning ? Result.degraded("disk_almost_full") : Result.up();
    }

    /// The folder is made when the database is opened.
    private static Path existing(Path folder) {
        Path path = folder;
        while (!Files.exists(path) && path.getParent() != null) {
            path = path.getParent();
        }
        return path;
    }
}
