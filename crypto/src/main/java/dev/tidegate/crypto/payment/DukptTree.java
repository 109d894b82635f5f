package dev.tidegate.crypto.payment;

/**
 * The tree that both schemes grow: the key of a counter is the child of the key whose counter lacks its lowest set bit,
 * and the initial key is the root.
 */
interface DukptTree {
    /** The key of a counter, from the key of the counter without its lowest set bit. */
    PaymentKey child(PaymentKey parent, long counter);

    /** The key of a counter, from the root; what lies between is wiped, the root stays. */
    default PaymentKey walk(PaymentKey root, long counter) {
        PaymentKey key = root;
        long reached = 0;
        while (reached != counter) {
            reached |= Long.highestOneBit(counter ^ reached);
            PaymentKey child = child(key, reached);
            if (key != root) {
                key.close();
            }
            key = child;
        }
        return key;
    }
}
