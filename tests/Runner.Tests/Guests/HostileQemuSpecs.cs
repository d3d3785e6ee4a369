using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.Tests.Launching;

namespace VirshLite.Runner.Tests.Guests;

/// <summary>A supervisor whose QEMU says what no honest one says, or whose clients do: it goes on minding its guest.</summary>
public sealed class HostileQemuSpecs
{
    private static readonly string[] BadMessages =
    [
        "{\"event\":1,\"data\":{}}",
        "{\"event\":null}",
        "{\"event\":\"STOP\",\"data\":7}",
        "{\"event\":\"WATCHDOG\",\"data\":[]}",
        "{\"event\":\"BLOCK_IO_ERROR\",\"data\":{\"device\":5,\"action\":{}}}",
        "{\"event\":\"\\ud800\",\"data\":{}}",
        "{\"id\":1,\"return\":{}}",
        "{\"id\":\"query-status\",\"return\":5}",
        "{\"id\":\"query-status\",\"return\":{\"status\":7}}",
        "{\"id\":\"query-status\",\"error\":{}}",
        "{\"id\":\"query-status\",\"error\":5}",
        "{\"id\":\"a\",\"id\":\"b\",\"return\":{}}",
        "{\"id\":\"client-999999\",\"return\":{}}",
        "{\"id\":\"client-99999999999999999999\",\"return\":{}}",
        "{\"return\":{}}",
        "{}",
        "{\"a\":}",
        "}}}}]]]]",
        "[1,2,3]",
        "\"only a text\"",
    ];

    [SkippableFact]
    public void Bad_messages_are_passed_over()
    {
        using var fake = new FakeQemu();
        foreach (string message in BadMessages)
        {
            fake.Say(Encoding.UTF8.GetBytes(message + "\r\n"));
            fake.ShouldStillBeMinded();
        }
    }

    [SkippableFact]
    public void Bytes_that_are_no_UTF_8_and_messages_that_never_end_are_passed_over()
    {
        using var fake = new FakeQemu();
        fake.Say([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}', (byte)'\n']);
        fake.Say([.. "{\"event\":\"X\",\"data\":\""u8, 0xFF, 0xFE, .. "\"}"u8]);
        fake.ShouldStillBeMinded();
        byte[] chunk = new byte[1 << 20];
        Array.Fill(chunk, (byte)'a');
        fake.Say("{\"event\":\"LONG\",\"data\":\""u8.ToArray());
        for (int i = 0; i < 40; i++)
        {
            fake.Say(chunk);
        }

        fake.Say("\"}\r\n"u8.ToArray());
        fake.ShouldStillBeMinded();
    }

    [SkippableFact]
    public void A_deep_answer_reaches_its_client()
    {
        using var fake = new FakeQemu();
        using QmpClient client = fake.Client();
        string deep = string.Concat(Enumerable.Repeat("{\"backing-image\":", 200)) + "1" + new string('}', 200);
        fake.Answers["query-block"] = deep;

        client.Execute("query-block").GetProperty("backing-image").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [SkippableFact]
    public void A_clients_endless_line_and_odd_commands_hurt_nobody_else()
    {
        using var fake = new FakeQemu();
        using (FileDescriptor endless = UnixSockets.Connect(fake.Record.SupervisorSocket))
        {
            byte[] chunk = new byte[1 << 20];
            Array.Fill(chunk, (byte)'x');
            chunk[0] = (byte)'{';
            chunk[1] = (byte)'"';
            for (int i = 0; i < 8; i++)
            {
                Files.Write(endless, chunk, "the supervisor");
            }

            using QmpClient odd = fake.Client();
            odd.ExecuteRaw("""{"execute":"virshlite-guard","arguments":{"commands":5}}""").ShouldContain("return");
            odd.ExecuteRaw("""{"execute":5}""").ShouldContain("lacks member");
            odd.ExecuteRaw("""{"execute":"virshlite-expect","arguments":[]}""").ShouldContain("return");
            fake.ShouldStillBeMinded();
        }

        fake.ShouldStillBeMinded();
    }

    [SkippableFact]
    public void A_monitor_that_takes_nothing_in_does_not_keep_destroy_waiting()
    {
        using var fake = new FakeQemu();
        fake.Deaf = true;
        using (QmpClient client = fake.Client())
        {
            for (int i = 0; i < 40; i++)
            {
                Files.Write(client.Socket, Encoding.UTF8.GetBytes("{\"execute\":\"query-name\",\"arguments\":{\"pad\":\"" + new string('p', 16384) + "\"}}\n"),
                    "the supervisor");
            }

            var time = Stopwatch.StartNew();
            fake.Operations.Destroy("g");
            time.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        }
    }
}
