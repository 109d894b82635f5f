package dev.tidegate.emv.contactless;

import dev.tidegate.emv.entrypoint.Combination;
import dev.tidegate.emv.settings.KernelSettings;
import java.util.List;

/**
 * What the terminal is, and which applications it takes by tap.
 *
 * @param terminal its limits' currency is that of the applications below too: a sale in another is not taken
 * @param applications in the reader's order; at most {@link KernelSettings#APPLICATIONS_MAX}
 */
public record ContactlessSettings(KernelSettings terminal, List<ContactlessApplication> applications) {
    public ContactlessSettings {
        applications = List.copyOf(applications);
        if (applications.isEmpty() || applications.size() > KernelSettings.APPLICATIONS_MAX) {
            throw new IllegalArgumentException("a terminal has 1 to 32 applications");
        }
    }

    List<Combination> combinations() {
        return applications.stream().map(ContactlessApplication::combination).toList();
    }

    ContactlessApplication application(Combination combination) {
        return applications.stream()
                .filter(application -> application.combination().equals(combination))
                .findFirst()
                .orElseThrow();
    }
}
