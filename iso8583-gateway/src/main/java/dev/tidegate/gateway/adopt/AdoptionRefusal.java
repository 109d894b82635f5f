package dev.tidegate.gateway.adopt;

import java.util.Locale;

/** Why records of another till's journal are not taken. The till that brings them keeps them and tells a person. */
public enum AdoptionRefusal {
    /** Not signed by this gateway, or of other tills than it was made for. */
    GRANT_NOT_BELIEVED("The grant is not one of this gateway's."),
    /** Made for another till than the one that brings it. */
    GRANT_OF_ANOTHER_TILL("The grant is for another till."),
    GRANT_EXPIRED("The grant was not used in time: two people give a new one."),
    GRANT_REVOKED("The grant was withdrawn."),
    /** It has been used for another file. */
    GRANT_USED("The grant was used for another export: two people give a new one."),
    /** The batch holds records behind the end of the export. */
    BEYOND_EXPORT("A record lies behind the end of the export."),
    /** The gateway has no terminal id for the till whose journal it is. */
    NO_TERMINAL("The till whose journal this is has no terminal id here.");

    private final String words;

    AdoptionRefusal(String words) {
        this.words = words;
    }

    /** For a person. */
    public String words() {
        return words;
    }

    /** For programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
