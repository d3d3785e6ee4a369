using System.Globalization;
using System.Numerics;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>The names of the x86 CPU features, numbered in libvirt's order; read from <see cref="X86FeatureTable"/> when first asked.</summary>
public static class X86Features
{
    private static readonly X86FeatureSource[] SourceTable;
    private static readonly string[] NameTable;
    private static readonly Dictionary<string, int> Numbers = new(X86FeatureTable.Count, StringComparer.Ordinal);

    static X86Features()
    {
        var names = new string[X86FeatureTable.Count];
        var sources = new X86FeatureSource[X86FeatureTable.Count];
        int count = 0;
        uint mask = 0;
        X86FeatureSource source = default;
        foreach (ReadOnlySpan<char> line in X86FeatureTable.Text.AsSpan().EnumerateLines())
        {
            if (line[0] != ' ')
            {
                (source, mask) = ParseSource(line);
                continue;
            }

            foreach (Range range in line.Split(' '))
            {
                if (line[range] is { IsEmpty: false } name)
                {
                    names[count] = name.ToString();
                    sources[count] = source with { Bit = BitOperations.TrailingZeroCount(mask) };
                    Numbers.Add(names[count], count);
                    mask &= mask - 1;
                    count++;
                }
            }
        }

        NameTable = names;
        SourceTable = sources;
    }

    /// <summary>libvirt's names; the place in the list is the feature's number.</summary>
    public static IReadOnlyList<string> Names => NameTable;

    /// <summary>Where the hardware says whether it has the feature.</summary>
    public static IReadOnlyList<X86FeatureSource> Sources => SourceTable;

    /// <summary>The number of a feature by libvirt's name; -1 for an unknown one.</summary>
    public static int Find(string name) => Numbers.TryGetValue(name, out int number) ? number : -1;

    /// <summary>libvirt knows the feature since 12.8 (versions.md R5).</summary>
    public static bool IsNewer(string name) => name
        is "ace2" or "ace2-en" or "amx-avx512" or "amx-bf16-alias" or "amx-complex-alias" or "amx-fp16-alias" or "amx-fp8" or "amx-int8-alias" or "amx-movrs"
            or "amx-tf32"
        or "apx-nci-ndd-nf" or "apxf" or "avx10-vnni-int" or "bhi-no" or "cet-ibt" or "cet-ss" or "fs-gs-base-ns" or "gmet" or "its-no" or "movrs" or "msr-imm"
            or "phe" or "phe-en"
        or "pmm" or "pmm-en" or "prefetchi" or "tsa-l1-no" or "tsa-sq-no" or "verw-clear" or "vmx-entry-load-cet" or "vmx-exit-save-cet" or "vmx-mbec"
        or "xcrypt" or "xcrypt-en" or "xstore" or "xstore-en";

    /// <summary>libvirt 9.0 does not know the feature, 11.3 does: VMX in its parts, and what CPUs got since (measured: asked of both).</summary>
    public static bool IsAfter9(string name) => name.StartsWith("vmx-", StringComparison.Ordinal) || name
        is "amd-psfd" or "amx-complex" or "amx-fp16" or "auto-ibrs" or "avx-ifma" or "avx-ne-convert" or "avx-vnni-int16" or "avx-vnni-int8" or
            "avx10" or "avx10-128" or "avx10-256" or "avx10-512" or "bhi-ctrl" or "cmpccxadd" or "ddpd-u" or "eraps" or "fb-clear" or "fbsdp-no" or
            "fdp-excptn-only" or "flush-l1d" or "fred" or "fsrc" or "fsrs" or "fzrm" or "gds-no" or "ibpb-brtype" or "intel-psfd" or "ipred-ctrl" or
            "lam" or "lfence-always-serializing" or "lkgs" or "mcdt-no" or "no-nested-data-bp" or "null-sel-clr-base" or "overflow-recov" or
            "pbrsb-no" or "perfmon-v2" or "prefetchiti" or "psdp-no" or "rfds-clear" or "rfds-no" or "rrsba-ctrl" or "sbdr-ssdp-no" or "sbpb" or
            "sgx-aex-notify" or "sgx-edeccssa" or "sha512" or "sm3" or "sm4" or "srso-no" or "srso-user-kernel-no" or "stibp-always-on" or
            "succor" or "vnmi" or "wrmsrns" or "zero-fcs-fds";

    /// <summary>Whether that libvirt knows the feature, if any does.</summary>
    public static bool IsKnownBy(Compatibility rules, string name) =>
        (rules.HasNewerCpus || !IsNewer(name)) && (rules.KnowsVmxFeatures || !IsAfter9(name));

    public static bool IsKnown(string name) => Numbers.ContainsKey(name);

    /// <summary>The numbers of the known ones among some names.</summary>
    public static X86FeatureSet SetOf(IEnumerable<string> names)
    {
        X86FeatureSet set = default;
        foreach (string name in names)
        {
            if (Find(name) is >= 0 and int number)
            {
                set.Add(number);
            }
        }

        return set;
    }

    /// <summary>Features that are never handed to QEMU, whatever the policy (cpu.md 6.6).</summary>
    public static bool IsHostOnly(string name) => name
        is "cmt" or "mbm_total" or "mbm_local" or "osxsave" or "ospke" or "vmx-ept-uc" or "vmx-ept-wb" or "vmx-invvpid-single-context";

    /// <summary>QEMU's spelling of a feature (cpu.md 8).</summary>
    public static string ToQemu(string name) => name switch
    {
        "cmp_legacy" => "cmp-legacy",
        "ds_cpl" => "ds-cpl",
        "fxsr_opt" => "fxsr-opt",
        "kvm_pv_eoi" => "kvm-pv-eoi",
        "kvm_pv_unhalt" => "kvm-pv-unhalt",
        "lahf_lm" => "lahf-lm",
        "hv-emsr_bitmap" => "hv-emsr-bitmap",
        "hv-vendor_id" => "hv-vendor-id",
        "hv-xmm_input" => "hv-xmm-input",
        "nodeid_msr" => "nodeid-msr",
        "pclmuldq" => "pclmulqdq",
        "perfctr_core" => "perfctr-core",
        "perfctr_nb" => "perfctr-nb",
        "tsc_adjust" => "tsc-adjust",
        "vmx-invvpid-single-context-noglobals" => "vmx-invept-single-context-noglobals",
        _ => name,
    };

    /// <summary>libvirt's spelling of a property of QEMU's.</summary>
    public static string FromQemu(string name) => name switch
    {
        "cmp-legacy" => "cmp_legacy",
        "ds-cpl" => "ds_cpl",
        "fxsr-opt" => "fxsr_opt",
        "kvm-pv-eoi" => "kvm_pv_eoi",
        "kvm-pv-unhalt" => "kvm_pv_unhalt",
        "lahf-lm" => "lahf_lm",
        "hv-emsr-bitmap" => "hv-emsr_bitmap",
        "hv-vendor-id" => "hv-vendor_id",
        "hv-xmm-input" => "hv-xmm_input",
        "nodeid-msr" => "nodeid_msr",
        "pclmulqdq" => "pclmuldq",
        "perfctr-core" => "perfctr_core",
        "perfctr-nb" => "perfctr_nb",
        "tsc-adjust" => "tsc_adjust",
        "vmx-invept-single-context-noglobals" => "vmx-invvpid-single-context-noglobals",
        _ => name,
    };

    private static (X86FeatureSource Source, uint Mask) ParseSource(ReadOnlySpan<char> line)
    {
        Span<Range> words = stackalloc Range[4];
        line.Split(words, ' ');
        ReadOnlySpan<char> place = line[words[1]];
        int dot = place.IndexOf('.');
        uint leaf = Hex(dot < 0 ? place : place[..dot]);
        uint subleaf = dot < 0 ? 0 : Hex(place[(dot + 1)..]);
        X86Register register = line[words[2]] switch
        {
            "eax" => X86Register.Eax,
            "ebx" => X86Register.Ebx,
            "ecx" => X86Register.Ecx,
            _ => X86Register.Edx,
        };
        return (new(dot < 0, leaf, subleaf, register, 0), Hex(line[words[3]]));
    }

    private static uint Hex(ReadOnlySpan<char> digits) => uint.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}

/// <summary>The bit in which an x86 CPU says that it has a feature.</summary>
/// <param name="IsMsr">Of a model-specific register (its low half is Eax, its high half Edx); otherwise of CPUID.</param>
/// <param name="Leaf">CPUID leaf, or number of the model-specific register.</param>
public readonly record struct X86FeatureSource(bool IsMsr, uint Leaf, uint Subleaf, X86Register Register, int Bit);

/// <summary>A register that CPUID answers in.</summary>
public enum X86Register
{
    Eax,
    Ebx,
    Ecx,
    Edx,
}
