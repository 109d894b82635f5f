@org.jspecify.annotations.NullMarked
package dev.tidegate.storm.device;
