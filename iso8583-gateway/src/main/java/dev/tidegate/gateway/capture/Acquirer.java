package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.link.AcquirerLink;
import dev.tidegate.gateway.profile.Profile;

/** One acquirer: how to speak to it, and the line to it. */
public record Acquirer(String name, Profile profile, IsoCodec codec, AcquirerLink link) {}
