namespace VirshLite.Translator.NetworkFilters;

/// <summary>The names of one device's chains: a set in use and one under construction (nwfilter.md 4).</summary>
internal sealed record FilterChains(string Port, bool IsNew)
{
    /// <summary>Frames from the guest.</summary>
    public string From => $"libvirt-{FromLetter}-{Port}";

    /// <summary>Frames to the guest.</summary>
    public string To => $"libvirt-{ToLetter}-{Port}";

    public string FromLetter => IsNew ? "J" : "I";

    public string ToLetter => IsNew ? "P" : "O";

    /// <summary>Packets to the guest, from the guest, from the guest to the host.</summary>
    public (string To, string From, string Host) Packets => IsNew ? ($"FP-{Port}", $"FJ-{Port}", $"HJ-{Port}") : ($"FO-{Port}", $"FI-{Port}", $"HI-{Port}");

    public string Sub(bool from, string chain) => $"{(from ? FromLetter : ToLetter)}-{Port}-{chain}";
}
