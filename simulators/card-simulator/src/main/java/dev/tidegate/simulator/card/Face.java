package dev.tidegate.simulator.card;

import java.nio.charset.StandardCharsets;

/** Which side of the card a reader touches. */
public enum Face {
    /** The contacts: ATR of a T=0 card, PSE (EMV 4.4 Book 1, 8.2 and 12.2). */
    CONTACT("3B6500002063CB6800", "1PAY.SYS.DDF01"),
    /** The antenna: the ATR that a PC/SC reader makes of a contactless card, PPSE (EMV Contactless Book B, 3.3.1). */
    CONTACTLESS("3B80800101", "2PAY.SYS.DDF01");

    private final String answerToReset;
    private final String directory;

    Face(String answerToReset, String directory) {
        this.answerToReset = answerToReset;
        this.directory = directory;
    }

    byte[] answerToReset() {
        return Bytes.hex(answerToReset);
    }

    byte[] directory() {
        return directory.getBytes(StandardCharsets.US_ASCII);
    }
}
