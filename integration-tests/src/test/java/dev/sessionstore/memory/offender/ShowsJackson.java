package dev.sessionstore.memory.offender;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Shows it as a type argument only. */
public record ShowsJackson(List<? extends JsonNode> nodes) {}
