namespace VirshLite.DomainParser.Model;

/// <summary>&lt;tpm&gt; (formatdomain, "TPM device").</summary>
public sealed class Tpm : Device
{
    /// <summary>Null until completion.</summary>
    /// <summary>In a guest's status: swtpm can hand its state over where both hosts share it; null where nothing is said.</summary>
    public bool? CanMigrateSharedState { get; set; }

    public TpmModel? Model { get; set; }

    public TpmBackend Backend { get; set; }

    /// <summary>emulator: TPM version; null until completion.</summary>
    public TpmVersion? Version { get; set; }

    /// <summary>passthrough: &lt;device path&gt;; null until completion.</summary>
    public string? DevicePath { get; set; }

    /// <summary>emulator: the state outlives the definition.</summary>
    public bool PersistentState { get; set; }

    /// <summary>emulator: swtpm's log level; 0 = none.</summary>
    public uint Debug { get; set; }

    /// <summary>emulator: the secret that encrypts the state.</summary>
    public Guid? EncryptionSecret { get; set; }

    /// <summary>emulator: bit N = bank N of <see cref="TpmPcrBankNames"/>; 0 = swtpm's choice.</summary>
    public uint ActivePcrBanks { get; set; }

    /// <summary>emulator: where the state is kept; null = the usual place.</summary>
    public TpmStateSource? StateSource { get; set; }

    public TpmProfile? Profile { get; set; }

    /// <summary>external: the socket of a TPM that somebody else runs.</summary>
    public ChardevSource? ExternalSource { get; set; }

    public bool HasBank(TpmPcrBank bank) => (ActivePcrBanks & (1u << (int)bank)) != 0;
}

/// <summary>&lt;source type='file|dir' path=&gt; of an emulated TPM.</summary>
public sealed class TpmStateSource
{
    public bool IsDirectory { get; set; }

    public string Path { get; set; } = "";
}

/// <summary>&lt;profile&gt; of an emulated TPM.</summary>
public sealed class TpmProfile
{
    public string? Source { get; set; }

    public string? Name { get; set; }

    public TpmRemoveDisabled? RemoveDisabled { get; set; }
}

public enum TpmModel
{
    TpmTis,
    TpmCrb,
    TpmSpapr,
    SpaprTpmProxy,
}

public static class TpmModelNames
{
    private static readonly EnumNames<TpmModel> All = new("tpm-tis", "tpm-crb", "tpm-spapr", "spapr-tpm-proxy");

    extension(TpmModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TpmModel> Names => All;
    }
}

public enum TpmBackend
{
    Passthrough,
    Emulator,
    External,
}

public static class TpmBackendNames
{
    private static readonly EnumNames<TpmBackend> All = new("passthrough", "emulator", "external");

    extension(TpmBackend)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TpmBackend> Names => All;
    }
}

public enum TpmVersion
{
    V12,
    V20,
}

public static class TpmVersionNames
{
    private static readonly EnumNames<TpmVersion> All = new("1.2", "2.0");

    extension(TpmVersion)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TpmVersion> Names => All;
    }
}

public enum TpmPcrBank
{
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

public static class TpmPcrBankNames
{
    private static readonly EnumNames<TpmPcrBank> All = new("sha1", "sha256", "sha384", "sha512");

    extension(TpmPcrBank)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TpmPcrBank> Names => All;
    }
}

public enum TpmRemoveDisabled
{
    Check,
    FipsHost,
}

public static class TpmRemoveDisabledNames
{
    private static readonly EnumNames<TpmRemoveDisabled> All = new("check", "fips-host");

    extension(TpmRemoveDisabled)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TpmRemoveDisabled> Names => All;
    }
}
