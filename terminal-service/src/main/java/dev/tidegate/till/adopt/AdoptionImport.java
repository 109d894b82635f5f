package dev.tidegate.till.adopt;

import dev.tidegate.crypto.ExportDamagedException;
import dev.tidegate.crypto.ExportFacts;
import dev.tidegate.crypto.ExportReader;
import dev.tidegate.crypto.GrantRefusedException;
import dev.tidegate.crypto.SignatureCheck;
import dev.tidegate.crypto.SignedGrant;
import dev.tidegate.crypto.SignerTrust;
import dev.tidegate.crypto.TillHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.stream.Stream;

/**
 * Takes another till's export into this till's folder, whole and forced, so that this till brings it to the gateway;
 * the till may be running. Safe to repeat, also after a kill at any point.
 */
public final class AdoptionImport {
    private final Path home;
    private final InstantSource clock;
    private final TillHome keys;

    /** @param home the folder of the till that adopts */
    public AdoptionImport(Path home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
        this.keys = new TillHome(home);
    }

    /** What became of it. */
    public sealed interface Answer {
        /**
         * It lies in this till's folder, which brings it from now on.
         *
         * @param again whether it was there already; it is brought once more, which changes nothing that was done
         */
        record Taken(AdoptedFolder at, ExportFacts facts, boolean again) implements Answer {}

        /**
         * Nothing was taken.
         *
         * @param detail what exactly, for a person; may be empty
         */
        record Refused(Why why, String detail) implements Answer {}
    }

    /** Why an export is not taken. */
    public enum Why {
        EXPORT_DAMAGED("The export is not whole, or was changed: copy it again, or export again."),
        GRANT_NOT_BELIEVED("The grant is not signed by this till's gateway."),
        GRANT_OF_ANOTHER_TILL("The grant names another till than this one."),
        GRANT_OF_ANOTHER_EXPORT("The grant is for the journal of another till than the one in the export."),
        GRANT_EXPIRED("The grant was not used in time: two people give a new one."),
        GRANT_USED("The grant was used for another export: two people give a new one.");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * Takes an export in.
     *
     * @throws IOException a file cannot be read or written; nothing was taken
     * @throws dev.tidegate.crypto.KeyFileException the folder is no till's
     */
    public Answer take(Path export, Path grantFile) throws IOException {
        SignerTrust trust = keys.signerTrust();
        SignatureCheck signatures = keys.signatureCheck();
        SignedGrant grant;
        try {
            grant = AdoptedFolder.readGrant(grantFile, trust);
        } catch (GrantRefusedException e) {
            return new Answer.Refused(Why.GRANT_NOT_BELIEVED, e.code().name());
        }
        if (!grant.grant().to().equals(keys.till())) {
            return new Answer.Refused(
                    Why.GRANT_OF_ANOTHER_TILL, grant.grant().to().toString());
        }
        ExportFacts facts;
        try {
            facts = ExportReader.check(export, signatures);
        } catch (ExportDamagedException e) {
            return new Answer.Refused(Why.EXPORT_DAMAGED, e.code());
        }
        if (!facts.till().equals(grant.grant().from())) {
            return new Answer.Refused(Why.GRANT_OF_ANOTHER_EXPORT, facts.till().toString());
        }
        AdoptedFolder at = AdoptedFolder.of(home, grant);
        if (Files.isDirectory(at.folder())) {
            return again(at, facts, signatures);
        }
        if (clock.instant().isAfter(grant.grant().notAfter())) {
            return new Answer.Refused(
                    Why.GRANT_EXPIRED, grant.grant().notAfter().toString());
        }
        return keep(at, export, grant, facts, signatures);
    }

    private static Answer again(AdoptedFolder at, ExportFacts facts, SignatureCheck signatures) throws IOException {
        ExportFacts there = ExportReader.check(at.export(), signatures);
        if (!there.equals(facts)) {
            return new Answer.Refused(Why.GRANT_USED, there.digest().hex());
        }
        if (at.progress().state() != Progress.State.SENDING) {
            at.remember(Progress.begun());
        }
        return new Answer.Taken(at, facts, true);
    }

    private Answer keep(AdoptedFolder at, Path export, SignedGrant grant, ExportFacts facts, SignatureCheck signatures)
            throws IOException {
        Forced.makeFolder(home.resolve(AdoptedFolder.NAME));
        AdoptedFolder half = new AdoptedFolder(
                at.folder().resolveSibling(AdoptedFolder.HALF_MADE + at.folder().getFileName()));
        remove(half.folder());
        Forced.makeFolder(half.folder());
        Forced.copy(export, half.export());
        try {
            // What was checked lay on the stick; what is brought lies here.
            if (!ExportReader.check(half.export(), signatures).equals(facts)) {
                return new Answer.Refused(Why.EXPORT_DAMAGED, "changed while it was copied");
            }
        } catch (ExportDamagedException e) {
            return new Answer.Refused(Why.EXPORT_DAMAGED, e.code());
        }
        Forced.replace(half.grantFile(), grant.text().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        half.remember(Progress.begun());
        Files.move(half.folder(), at.folder(), StandardCopyOption.ATOMIC_MOVE);
        Forced.folder(home.resolve(AdoptedFolder.NAME));
        return new Answer.Taken(at, facts, false);
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
