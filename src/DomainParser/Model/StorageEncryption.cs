namespace VirshLite.DomainParser.Model;

/// <summary>&lt;encryption&gt; of an image (formatstorageencryption).</summary>
public sealed class StorageEncryption
{
    public EncryptionFormat Format { get; set; }

    /// <summary>Who decrypts; null until completion (QEMU).</summary>
    public EncryptionEngine? Engine { get; set; }

    public List<SecretReference> Secrets { get; } = [];

    public EncryptionCipher? Cipher { get; set; }
}

/// <summary>&lt;cipher&gt; and &lt;ivgen&gt;: how a new image would be encrypted; no part in a guest.</summary>
public sealed class EncryptionCipher
{
    public string Name { get; set; } = "";

    public uint Size { get; set; }

    public string? Mode { get; set; }

    public string? Hash { get; set; }

    public string? IvgenName { get; set; }

    public string? IvgenHash { get; set; }
}

public enum EncryptionFormat
{
    Default,
    Qcow,
    Luks,
    Luks2,
    LuksAny,
}

public static class EncryptionFormatNames
{
    private static readonly EnumNames<EncryptionFormat> All = new("default", "qcow", "luks", "luks2", "luks-any");

    extension(EncryptionFormat)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<EncryptionFormat> Names => All;
    }
}

public enum EncryptionEngine
{
    Qemu,
    Librbd,
}

internal static class EncryptionEngineNames
{
    private static readonly EnumNames<EncryptionEngine> All = new("qemu", "librbd");

    extension(EncryptionEngine)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<EncryptionEngine> Names => All;
    }
}
