package dev.tidegate.till.store;

/** The shop's database refused. The caller refuses what was asked: nothing was written. */
public final class ShopBrokenException extends RuntimeException {
    public ShopBrokenException(String why, Throwable cause) {
        super(why, cause);
    }
}
