package dev.tidegate.emv.device;

import java.util.random.RandomGenerator;

/**
 * The number of one pair of messages (nexo: ServiceID, one to ten characters, unique for a device within 48 hours).
 *
 * <p>Ten characters of chance, 51 bits, so that neither a clock that was put back nor a second till at the same device
 * gives a number twice: with 10,000 messages in 48 hours the odds are one in 70 million, and then the number of the
 * sale inside the answer still differs.
 */
record ServiceId(String value) {
    static final int LENGTH_MAX = 10;

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    ServiceId {
        if (value.isEmpty() || value.length() > LENGTH_MAX || !value.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("a service id has one to ten digits and capital letters");
        }
    }

    static ServiceId next(RandomGenerator chance) {
        StringBuilder made = new StringBuilder(LENGTH_MAX);
        for (int i = 0; i < LENGTH_MAX; i++) {
            made.append(LETTERS.charAt(chance.nextInt(LETTERS.length())));
        }
        return new ServiceId(made.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
