using VirshLite.DomainParser;

namespace VirshLite.Translator.Tests.Core;

/// <summary>A &lt;memory/&gt; of &lt;numatune&gt; that says nothing (measured.md 2.5).</summary>
public class EmptyNumaMemorySpecs
{
    [Theory]
    [InlineData("<numatune><memory/></numatune>")]
    [InlineData("<numatune><memory/><memnode cellid='0' mode='strict' nodeset='0'/></numatune>")]
    public void Nothing_is_said_for_it_where_vcpus_are_placed_by_advice(string tune) => Stored(tune).ShouldNotContain("<memory mode");

    [Fact]
    public void Without_it_memory_follows_the_vcpus()
    {
        Stored("").ShouldContain("<memory mode='strict' placement='auto'/>");
        Should.Throw<DomainException>(() => Stored("<numatune><memnode cellid='0' mode='strict' nodeset='0'/></numatune>"));
    }

    private static string Stored(string tune) =>
        CoreGuest.Stored($"<vcpu placement='auto'>1</vcpu><cpu><numa><cell id='0' cpus='0' memory='219136'/></numa></cpu>{tune}");
}
