package dev.tidegate.gateway.codec;

/** A message cannot be made of what there is. The caller sets the payment aside: sending later would not help. */
public final class UnsendableException extends RuntimeException {
    private final int field;

    UnsendableException(int field, String why) {
        super("field " + field + " " + why);
        this.field = field;
    }

    /** The field that cannot be filled. */
    public int field() {
        return field;
    }
}
