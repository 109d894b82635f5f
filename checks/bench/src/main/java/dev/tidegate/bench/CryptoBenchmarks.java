package dev.tidegate.bench;

import dev.tidegate.crypto.Acceptance;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What {@link CryptoCommand} measures. JMH extends it, so it is neither final nor hidden. */
@State(Scope.Benchmark)
public class CryptoBenchmarks {
    private final byte[] kilobyte = new byte[1_024];
    private final Workbench bench = Workbench.open();
    private final Bare bare;
    private final MessageDigest sha256;

    /** For JMH. */
    public CryptoBenchmarks() {
        try {
            this.bare = new Bare();
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A measurement of something that does not work says nothing. */
    @Setup
    public void prove() {
        bench.prove();
    }

    @TearDown
    public void close() throws IOException {
        bench.close();
    }

    @Benchmark
    public Object bareSeal() throws InvalidCipherTextException {
        return bare.seal(kilobyte);
    }

    @Benchmark
    public Object sealAgain() throws InvalidCipherTextException {
        return bare.sealAgain(kilobyte);
    }

    @Benchmark
    public Object seal() {
        return bench.seal();
    }

    @Benchmark
    public Object open() {
        return bench.openBody();
    }

    @Benchmark
    public Object agreeBouncyCastle() {
        return bare.agreeBouncyCastle();
    }

    @Benchmark
    public Object agreeJdk() throws GeneralSecurityException {
        return bare.agreeJdk();
    }

    @Benchmark
    public Object hash() {
        return sha256.digest(bench.record());
    }

    @Benchmark
    public Acceptance accept() {
        return bench.acceptShown();
    }

    @Benchmark
    public Acceptance acceptStored() {
        return bench.acceptStored();
    }

    @Benchmark
    public Object gcmJdk() throws GeneralSecurityException {
        return bare.gcmJdk(kilobyte);
    }

    @Benchmark
    public Object gcmBouncyCastle() throws InvalidCipherTextException {
        return bare.gcmBouncyCastle(kilobyte);
    }
}
