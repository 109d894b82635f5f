package dev.tidegate.crypto;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keys on a token that may be away, locked, slow or broken at any moment.
 *
 * <p>Each call runs on a thread of the vault's own and is given up after a time: what hangs in the token's library
 * cannot be interrupted. Whatever goes wrong is a {@link KeyUnavailableException} and ends the session; the next call
 * begins a new one, with a login and every key looked up again. After {@link Breaker#FAILURES_MAX} failures in a row
 * calls are answered at once without asking the token, but for a probe now and then.
 *
 * <p>Only what {@link KeySession} calls a {@link Rejection} is a word about the input, and it comes from a token that
 * works.
 */
final class TokenVault implements KeyVault {
    /** A token that is slower holds up a queue of sales. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    /** Making a key needs its randomness; nobody waits for it. */
    static final Duration MAKE_WITHIN = Duration.ofSeconds(30);

    private static final int THREADS = 8;
    /** More than tills wait for at once with the threads above; what is beyond is told to come again. */
    private static final int WAITING_MAX = 256;

    private final Opener opener;
    private final Breaker breaker;
    private final Duration within;
    private final ThreadPoolExecutor threads;
    private final Object opening = new Object();
    private volatile @Nullable KeySession session;
    private volatile boolean closed;

    /** Begins a session: finds the token and logs in. */
    @FunctionalInterface
    interface Opener {
        /** @throws GeneralSecurityException and unchecked kinds: not now */
        KeySession open() throws GeneralSecurityException;
    }

    @FunctionalInterface
    private interface Work<T> {
        T in(KeySession session) throws GeneralSecurityException;
    }

    TokenVault(Opener opener, InstantSource clock, Duration within) {
        this.opener = opener;
        this.breaker = new Breaker(clock);
        this.within = within;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(WAITING_MAX),
                Thread.ofPlatform().name("key-token-", 0).daemon(true).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<Found> list() {
        return use(KeySession::list, within);
    }

    @Override
    public PublicKey makePair(Suite suite, Certificates.Period period, Function<PublicKey, String> naming) {
        if (suite != Suite.P256) {
            throw new IllegalArgumentException("a token does P-256 alone");
        }
        return use(at -> at.makePair(suite, period, naming), MAKE_WITHIN);
    }

    @Override
    public void makeSecret(String name) {
        use(
                at -> {
                    at.makeSecret(name);
                    return name;
                },
                MAKE_WITHIN);
    }

    @Override
    public void destroy(String name) {
        use(
                at -> {
                    at.destroy(name);
                    return name;
                },
                MAKE_WITHIN);
    }

    /** Nothing to do: a token keeps what it made before it says so. */
    @Override
    public void save() {}

    @Override
    public byte[] agree(String name, Suite suite, byte[] point) {
        return use(at -> at.agree(name, suite, point), within);
    }

    @Override
    public byte[] encrypt(String name, byte[] nonce, byte[] aad, byte[] plain) {
        return use(at -> at.encrypt(name, nonce, aad, plain), within);
    }

    @Override
    public byte[] decrypt(String name, byte[] nonce, byte[] aad, byte[] sealed) {
        return use(at -> at.decrypt(name, nonce, aad, sealed), within);
    }

    @Override
    public String kind() {
        return "token";
    }

    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
        endSession();
    }

    private <T> T use(Work<T> work, Duration limit) {
        if (closed) {
            throw new KeyUnavailableException("the gateway's keys are closed");
        }
        if (!breaker.enter()) {
            throw new KeyUnavailableException("the key token failed lately and is left alone for a while");
        }
        Future<T> call;
        try {
            call = threads.submit(() -> work.in(session()));
        } catch (RejectedExecutionException e) {
            breaker.failed();
            throw new KeyUnavailableException("too many calls wait for the key token");
        }
        try {
            T done = call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            breaker.worked();
            return done;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Rejection rejection) {
                breaker.worked();
                throw rejection;
            }
            throw failed(reason(e.getCause()));
        } catch (TimeoutException e) {
            call.cancel(true);
            threads.purge();
            throw failed("gave no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw failed("the gateway is stopping");
        }
    }

    private KeyUnavailableException failed(String why) {
        breaker.failed();
        endSession();
        return new KeyUnavailableException("the key token cannot be used: " + why);
    }

    private static String reason(@Nullable Throwable cause) {
        return cause instanceof KeyUnavailableException known
                ? String.valueOf(known.getMessage())
                : String.valueOf(cause == null ? null : cause.getClass().getSimpleName());
    }

    private KeySession session() throws GeneralSecurityException {
        KeySession known = session;
        if (known != null) {
            return known;
        }
        synchronized (opening) {
            known = session;
            if (known == null) {
                known = opener.open();
                session = known;
            }
            return known;
        }
    }

    private void endSession() {
        KeySession ended = session;
        session = null;
        if (ended != null) {
            ended.close();
        }
    }
}
