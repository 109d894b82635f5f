package dev.tidegate.gateway;

import dev.tidegate.gateway.config.AcquirerSettings;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.Profile.DeferredMark;
import dev.tidegate.gateway.profile.ProfileHoleException;
import java.util.Set;

/** Keeps the invented deferred mark of the shipped profiles from hosts that are not on this machine. */
final class SampleMark {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");

    private SampleMark() {}

    /**
     * Looks whether an acquirer may be called with this profile.
     *
     * @throws ProfileHoleException its host may be a real one, which would take a late request for one of now; the
     *     start is refused
     */
    static void check(AcquirerSettings settings, Profile profile, boolean demo) {
        DeferredMark mark = profile.deferredMark();
        boolean invented = mark != null && mark.name().equals(DeferredMark.SAMPLE);
        boolean elsewhere = !settings.addresses().stream().allMatch(at -> HERE.contains(String.valueOf(at.host())));
        if (invented && elsewhere && !demo) {
            throw new ProfileHoleException(
                    profile.name() + ".deferredMark",
                    "is an invented one, which no host but a simulator's knows: agree on one with the acquirer, or say"
                            + " none");
        }
    }
}
