using System.Globalization;
using System.Text.Json;
using VirshLite.Translator.Cpu;
using VirshLite.Translator.Context;
using VirshLite.Translator.Tests.Capabilities;

namespace VirshLite.Translator.Tests.Cpu;

/// <summary>Our own form of the x86 tables says the same as the reference data, feature by feature and model by model.</summary>
public class X86TablesSpecs
{
    [Fact]
    public void Every_feature_has_its_own_name_number_and_bit()
    {
        X86Features.Names.Count.ShouldBe(400);
        X86Features.Names.Distinct().Count().ShouldBe(400);
        X86Features.Sources.Distinct().Count().ShouldBe(400);
        X86Features.Find("pni").ShouldBe(0);
        X86Features.Find("vmx-eptp-switching").ShouldBe(399);
        X86Features.Find("no-such-feature").ShouldBe(-1);
    }

    [Fact]
    public void An_alias_is_its_model_without_the_flags()
    {
        X86Model model = X86Models.Find("Skylake-Client")!;
        X86Model alias = X86Models.Find("Skylake-Client-v1")!;
        (alias.Features - model.Features).IsEmpty.ShouldBeTrue();
        (model.Features - alias.Features).IsEmpty.ShouldBeTrue();
        model.RemovedFeatures.ShouldBe(["mpx"]);
        alias.RemovedFeatures.ShouldBeEmpty();
        alias.IsGuestModel.ShouldBeFalse();
    }

    [Fact]
    public void Names_go_to_qemu_and_back()
    {
        X86Features.ToQemu("pclmuldq").ShouldBe("pclmulqdq");
        foreach (string name in X86Features.Names)
        {
            X86Features.FromQemu(X86Features.ToQemu(name)).ShouldBe(name);
        }
    }

    [SkippableFact]
    public void Features_are_those_of_the_reference_data()
    {
        using JsonDocument data = Reference();
        int[] known = [.. Enumerable.Range(0, X86Features.Names.Count).Where(n => !X86Features.IsNewer(X86Features.Names[n]))];
        int count = 0;
        foreach (JsonElement feature in data.RootElement.GetProperty("features").EnumerateArray())
        {
            int number = known[count++];
            X86Features.Names[number].ShouldBe(feature.GetProperty("name").GetString());
            X86FeatureSource source = X86Features.Sources[number];
            JsonElement place = feature.GetProperty(source.IsMsr ? "msr" : "cpuid");
            Hex(place.GetProperty(source.IsMsr ? "index" : "eax_in")).ShouldBe(source.Leaf);
            (place.TryGetProperty("ecx_in", out JsonElement subleaf) ? Hex(subleaf) : 0).ShouldBe(source.Subleaf);
            Hex(place.GetProperty(source.Register.ToString().ToLowerInvariant())).ShouldBe(1u << source.Bit);
        }

        count.ShouldBe(known.Length);
    }

    [SkippableFact]
    public void Models_are_those_of_the_reference_data()
    {
        using JsonDocument data = Reference();
        var all = data.RootElement.GetProperty("models").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!);
        X86Models.All.Where(m => Compatibility.Default.Knows(m.Since)).Select(m => m.Name)
            .ShouldBe(all.Keys.Where(name => X86Models.Find(name)?.Name == name && X86Models.All.Contains(X86Models.Find(name))));
        foreach ((string name, JsonElement entry) in all)
        {
            X86Model model = X86Models.Find(name).ShouldNotBeNull(name);
            JsonElement full = entry.TryGetProperty("base", out JsonElement other) ? all[other.GetString()!] : entry;
            Names(model.Features).ShouldBe(Texts(full, "features").Concat(Texts(entry, "features")).Distinct(), ignoreOrder: true, name);
            model.Vendor.ShouldBe(full.TryGetProperty("vendor", out JsonElement vendor) ? vendor.GetString() : null, name);
            model.RemovedFeatures.ShouldBe(Texts(entry, "removed"), name);
            model.IsGuestModel.ShouldBe(entry.GetProperty("decode").GetProperty("guest").GetString() == "on", name);
            model.ComparesWithHost.ShouldBe(entry.TryGetProperty("check", out _), name);
            Signatures(full).ShouldBe(model.Signatures, name);
        }
    }

    private static IEnumerable<string> Names(X86FeatureSet set)
    {
        var names = new List<string>();
        foreach (int feature in set)
        {
            names.Add(X86Features.Names[feature]);
        }

        return names;
    }

    private static IEnumerable<string> Texts(JsonElement element, string property) =>
        element.TryGetProperty(property, out JsonElement list) ? list.EnumerateArray().Select(e => e.GetString()!) : [];

    private static IEnumerable<X86Signature> Signatures(JsonElement model)
    {
        if (!model.TryGetProperty("signatures", out JsonElement list))
        {
            yield break;
        }

        foreach (JsonElement signature in list.EnumerateArray())
        {
            string[] steppings = signature.TryGetProperty("stepping", out JsonElement range)
                ? range.GetString()!.Split('-') : ["0", uint.MaxValue.ToString(CultureInfo.InvariantCulture)];
            yield return new(Number(signature, "family"), Number(signature, "model"), uint.Parse(steppings[0], CultureInfo.InvariantCulture),
                uint.Parse(steppings[1], CultureInfo.InvariantCulture));
        }
    }

    private static uint Number(JsonElement element, string property) => uint.Parse(element.GetProperty(property).GetString()!, CultureInfo.InvariantCulture);

    private static uint Hex(JsonElement element) => Convert.ToUInt32(element.GetString(), 16);

    private static JsonDocument Reference()
    {
        string? path = SharedFolder.Find("data") is { } folder ? Path.Combine(folder, "cpu-x86.json") : null;
        Skip.IfNot(File.Exists(path), "the reference data are not in shared/data beside this checkout");
        return JsonDocument.Parse(File.ReadAllText(path!));
    }
}
