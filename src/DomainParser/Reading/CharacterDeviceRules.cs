using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>What holds for several kinds of character devices.</summary>
internal static class CharacterDeviceRules
{
    /// <summary>spicevmc needs a virtio target (devices.md 2.5).</summary>
    public static void RefuseSpicevmc(XmlCursor cursor, ChardevSource source)
    {
        if (source.Type == ChardevType.Spicevmc)
        {
            throw cursor.Unsupported("spicevmc device type only supports virtio: a <channel> with <target type='virtio'> would be right");
        }
    }
}
