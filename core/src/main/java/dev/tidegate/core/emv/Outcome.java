package dev.tidegate.core.emv;

/** How a kernel ended the first half of a transaction (EMV 4.4 Book 3, 10.8; Contactless Book A, Final Outcomes). */
public sealed interface Outcome {
    /** The card gave a TC: approved without asking the issuer (authorisation response code Y1). */
    record Approved(ApplicationCryptogram tc, FrozenTags tags) implements Outcome {
        public Approved {
            require(tc, ApplicationCryptogram.Type.TC);
        }
    }

    /** The card gave an ARQC: the issuer must be asked, now or later. */
    record AskHost(ApplicationCryptogram arqc, FrozenTags tags) implements Outcome {
        public AskHost {
            require(arqc, ApplicationCryptogram.Type.ARQC);
        }
    }

    /** The card gave an AAC: declined. */
    record Declined(ApplicationCryptogram aac) implements Outcome {
        public Declined {
            require(aac, ApplicationCryptogram.Type.AAC);
        }
    }

    /** There was no cryptogram. */
    record Ended(EndReason reason) implements Outcome {}

    private static void require(ApplicationCryptogram cryptogram, ApplicationCryptogram.Type type) {
        if (cryptogram.type() != type) {
            throw new IllegalArgumentException("expected a " + type + ", not a " + cryptogram.type());
        }
    }
}
