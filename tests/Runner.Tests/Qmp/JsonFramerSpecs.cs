using System.Text;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Tests.Qmp;

public sealed class JsonFramerSpecs
{
    [Theory]
    [InlineData("""{"a":1}""", 1)]
    [InlineData("""{"a":"}{"}""" + "\r\n" + """{"b":{"c":{}}}""", 2)]
    [InlineData("""{"a":"\"}"}""" + """{"b":"\\"}""", 2)]
    [InlineData("junk } {\"a\":[1,2]} junk", 1)]
    [InlineData("""{"a":""", 0)]
    public void Objects_are_cut_by_their_braces(string text, int expected)
    {
        foreach (int step in (int[])[1, 3, 1000])
        {
            var framer = new JsonFramer();
            int found = 0;
            foreach (byte[] chunk in Encoding.UTF8.GetBytes(text).Chunk(step))
            {
                framer.Feed(chunk);
                while (framer.TryTake(out ReadOnlySpan<byte> json))
                {
                    found++;
                    System.Text.Json.JsonDocument.Parse(json.ToArray()).Dispose();
                }
            }

            found.ShouldBe(expected, $"chunks of {step}");
        }
    }

    [Fact]
    public void A_large_object_comes_out_whole()
    {
        var framer = new JsonFramer();
        string text = "{\"a\":\"" + new string('x', 300000) + "\"}";
        framer.Feed(Encoding.UTF8.GetBytes(text + text));

        framer.TryTake(out ReadOnlySpan<byte> first).ShouldBeTrue();
        first.Length.ShouldBe(text.Length);
        framer.TryTake(out ReadOnlySpan<byte> second).ShouldBeTrue();
        second.Length.ShouldBe(text.Length);
        framer.TryTake(out _).ShouldBeFalse();
    }
}
