package dev.tidegate.simulator.card;

/** A way in which the terminal can see offline that a card is genuine, with its bit of the AIP (EMV 4.4 Book 3, C1). */
enum Authentication {
    SDA(0x40),
    DDA(0x20),
    CDA(0x01);

    private final int bit;

    Authentication(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
