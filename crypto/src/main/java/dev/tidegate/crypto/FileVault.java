package dev.tidegate.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;

/** Keys in one keystore file (BCFKS), its password beside it ({@link StorePassword}); in memory while it is open. */
final class FileVault implements KeyVault {
    private final Path file;
    private final char[] password;
    private final KeySession session;
    private volatile boolean closed;

    private FileVault(Path file, char[] password, KeySession session) {
        this.file = file;
        this.password = password;
        this.session = session;
    }

    /** @throws KeyFileException a file is there already, or the disk refuses */
    static FileVault create(Path file) {
        StoreFile.BCFKS.write(file, new SecureRandom(), (store, password) -> {});
        return open(file);
    }

    /** @throws KeyFileException missing, damaged, or the password is wrong; the gateway refuses to start */
    static FileVault open(Path file) {
        char[] password = StorePassword.of(file).toCharArray();
        return new FileVault(file, password, new KeySession(StoreFile.BCFKS.read(file, password), null, password));
    }

    @Override
    public List<Found> list() {
        return use(KeySession::list);
    }

    @Override
    public PublicKey makePair(Suite suite, Certificates.Period period, Function<PublicKey, String> naming) {
        return use(session -> session.makePair(suite, period, naming));
    }

    @Override
    public void makeSecret(String name) {
        use(session -> {
            session.makeSecret(name);
            return name;
        });
    }

    @Override
    public void destroy(String name) {
        use(session -> {
            session.destroy(name);
            return name;
        });
    }

    @Override
    public void save() {
        use(session -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            synchronized (session.store()) {
                try {
                    StoreFile.BCFKS.save(session.store(), out, password);
                } catch (IOException e) {
                    throw new KeyFileException(file, "cannot be made");
                }
            }
            KeyFiles.replaceAndShred(file, out.toByteArray());
            return file;
        });
    }

    @Override
    public byte[] agree(String name, Suite suite, byte[] point) {
        return use(session -> session.agree(name, suite, point));
    }

    @Override
    public byte[] encrypt(String name, byte[] nonce, byte[] aad, byte[] plain) {
        return use(session -> session.encrypt(name, nonce, aad, plain));
    }

    @Override
    public byte[] decrypt(String name, byte[] nonce, byte[] aad, byte[] sealed) {
        return use(session -> session.decrypt(name, nonce, aad, sealed));
    }

    @Override
    public String kind() {
        return "file";
    }

    @Override
    public void close() {
        closed = true;
        session.close();
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(KeySession session) throws GeneralSecurityException;
    }

    private <T> T use(Work<T> work) {
        if (closed) {
            throw new KeyUnavailableException("the gateway's keys are closed");
        }
        try {
            return work.in(session);
        } catch (GeneralSecurityException e) {
            throw new KeyUnavailableException(
                    "a key of the file cannot be used: " + e.getClass().getSimpleName());
        }
    }
}
