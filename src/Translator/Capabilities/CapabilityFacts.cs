namespace VirshLite.Translator.Capabilities;

/// <summary>
/// Names facts about a QEMU by what they are in QEMU: <c>device:NAME</c> and <c>object:NAME</c> for a QOM type, <c>accel:NAME</c>, and
/// <c>chardev-json</c>. A QEMU "without that device" is one without the flags that stand for it.
/// </summary>
internal static class CapabilityFacts
{
    /// <summary>The flags that a fact stands for.</summary>
    /// <exception cref="ArgumentException">No flag stands for it.</exception>
    public static IEnumerable<string> FlagsOf(string fact)
    {
        int colon = fact.IndexOf(':');
        string name = fact[(colon + 1)..];
        List<string> flags = colon < 0
            ? fact == "chardev-json" ? [Flags.ChardevJson] : []
            : fact[..colon] switch
            {
                "device" or "object" => OfType(name),
                "accel" => name is Flags.Kvm or Flags.Hvf or Flags.Tcg ? [name] : [],
                _ => [],
            };
        return flags.Count > 0 ? flags : throw new ArgumentException($"No capability flag stands for '{fact}'.", nameof(fact));
    }

    private static List<string> OfType(string type)
    {
        var flags = new List<string>();
        foreach ((string flag, string[] types) in TypeFlags.Rules)
        {
            if (types.AsSpan().Contains(type))
            {
                flags.Add(flag);
            }
        }

        return flags;
    }
}
