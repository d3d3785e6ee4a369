namespace VirshLite.Translator.Networks;

/// <summary>MAC addresses as people write them.</summary>
public static class MacText
{
    /// <summary>In lower case, two digits each.</summary>
    public static string Plain(string mac) => string.Join(':', mac.Split(':').Select(p => p.PadLeft(2, '0'))).ToLowerInvariant();

    public static bool Same(string one, string other) => Plain(one) == Plain(other);
}
