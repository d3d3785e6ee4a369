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
    public void An_object_that_is_too_long_is_dropped_and_the_next_comes_whole()
    {
        var framer = new JsonFramer(1024);
        foreach (string part in (string[])["{\"a\":\"", new string('x', 2000), new string('}', 500), "\"}", "{\"b\":1}{\"c\"", ":2}"])
        {
            framer.Feed(System.Text.Encoding.ASCII.GetBytes(part));
            while (framer.TryTake(out ReadOnlySpan<byte> json))
            {
                System.Text.Encoding.ASCII.GetString(json).ShouldBeOneOf("{\"b\":1}", "{\"c\":2}");
            }
        }

        framer.Dropped.ShouldBe(1);
        framer.Pending.ShouldBe(0);
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
