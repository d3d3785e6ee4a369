namespace VirshLite.DomainParser.Model;

/// <summary>&lt;panic&gt; (formatdomain, "Panic device").</summary>
public sealed class Panic : Device
{
    /// <summary>Null until completion.</summary>
    public PanicModel? Model { get; set; }
}

public enum PanicModel
{
    Isa,
    Pseries,
    Hyperv,
    S390,
    Pvpanic,
}

public static class PanicModelNames
{
    private static readonly EnumNames<PanicModel> All = new("isa", "pseries", "hyperv", "s390", "pvpanic");

    extension(PanicModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<PanicModel> Names => All;
    }
}
