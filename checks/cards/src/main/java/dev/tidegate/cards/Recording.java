package dev.tidegate.cards;

import dev.tidegate.emv.trace.RecordedTransaction;
import dev.tidegate.emv.trace.RecordedTransaction.Sale;
import dev.tidegate.emv.trace.TraceFile;
import dev.tidegate.emv.trace.TraceReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A trace file that can be played. */
record Recording(RecordedTransaction transaction, Sale sale) {
    /** A file that cannot be played, in a sentence for a person. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String why) {
            super(why);
        }
    }

    static Recording read(Path file) throws UnusableException {
        return switch (TraceFile.read(bytes(file))) {
            case TraceReading.Refused(var line, var why) ->
                throw new UnusableException(file + ", line " + line + ": " + why);
            case TraceReading.Read(var transaction) -> {
                Sale sale = transaction.sale();
                if (sale == null) {
                    throw new UnusableException(file + " describes a terminal and no sale");
                }
                yield new Recording(transaction, sale);
            }
        };
    }

    private static byte[] bytes(Path file) throws UnusableException {
        try {
            if (Files.size(file) > TraceFile.FILE_BYTES_MAX) {
                throw new UnusableException(file + " is too long for a trace file");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be read");
        }
    }
}
