package dev.tidegate.crypto;

/** What a sealed body was made for. It is bound into the seal: a body made for one cannot be opened as the other. */
public enum Purpose {
    /** For a journal record: number, expiry, sequence, frozen tags. */
    JOURNAL,
    /** For one online request: the track too. Never written anywhere. */
    REQUEST
}
