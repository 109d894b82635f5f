package dev.tidegate.till.config;

import java.nio.file.Path;

/**
 * The till's folder, where its keys lie already: what the till itself adds to it.
 *
 * <pre>
 * journal/    the only truth about payments
 * ledger.db   a projection of it; may be deleted while the till is down
 * shop.db     carts and requests; a primary store
 * adopted/    journals of tills that died, which this one brings; a person removes them
 * training/   what was trained with: a journal, a ledger and a shop of its own; may be deleted while the till is down
 * sequence    how many transactions there were; may be deleted, and is counted anew
 * time        where the till's time stood; may be deleted, and the machine's clock is believed
 * native/     what libraries unpack: not every system lets programs run from its folder for temporary files
 * </pre>
 */
public record TillFolder(Path folder) {
    public Path journal() {
        return folder.resolve("journal");
    }

    public Path ledger() {
        return folder.resolve("ledger.db");
    }

    public Path shop() {
        return folder.resolve("shop.db");
    }

    public Path sequence() {
        return folder.resolve("sequence");
    }

    public Path time() {
        return folder.resolve("time");
    }

    public Path nativeLibraries() {
        return folder.resolve("native");
    }
}
