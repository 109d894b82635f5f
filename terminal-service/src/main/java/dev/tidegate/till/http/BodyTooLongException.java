package dev.tidegate.till.http;

import java.io.IOException;

/** A body is longer than any the API takes. The reader stops; the request is answered 413. */
final class BodyTooLongException extends IOException {
    BodyTooLongException() {
        super("the body is too long");
    }
}
