using System.Text.Json.Serialization;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Reports;

/// <summary>How reports become JSON: generated when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QemuAnswer))]
[JsonSerializable(typeof(CpuModelAnswer[]))]
internal sealed partial class ReportJson : JsonSerializerContext;

/// <summary>
/// What a QEMU can do: <c>qemu-capabilities --output json</c>. <paramref name="Types"/> is by domain type (kvm, qemu); SEV and SGX are absent where it has
/// neither.
/// </summary>
internal sealed record QemuAnswer(
    string Emulator,
    string Version,
    string Package,
    string Arch,
    IReadOnlyDictionary<string, TypeAnswer> Types,
    IReadOnlyList<GicCapability> Gic,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SevAnswer? Sev,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SgxAnswer? Sgx,
    IReadOnlyList<string> Hyperv,
    IReadOnlyList<string> Flags);

/// <summary>Machines and the number of CPU models under one accelerator.</summary>
internal sealed record TypeAnswer(string? DefaultMachine, IReadOnlyList<MachineAnswer> Machines, int CpuModels);

/// <summary>A machine type.</summary>
internal sealed record MachineAnswer(string Name, string? Alias, int MaxVcpus, bool HotplugVcpus, bool Deprecated, string? DefaultCpuType,
    string? DefaultRamId);

/// <summary>AMD SEV as QEMU tells of it.</summary>
internal sealed record SevAnswer(uint Cbitpos, uint ReducedPhysBits);

/// <summary>Intel SGX: the size of the enclave page cache, in <paramref name="Sections"/> pieces.</summary>
internal sealed record SgxAnswer([property: JsonPropertyName("sectionSizeKiB")] ulong SectionSizeKiB, int Sections);

/// <summary>A CPU model: <c>cpu-models --output json</c>; <paramref name="Usable"/> is yes, no or unknown.</summary>
internal sealed record CpuModelAnswer(string Name, string Usable, bool Deprecated, string? Vendor, string? Canonical, IReadOnlyList<string> Missing);
