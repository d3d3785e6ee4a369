using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.Tests.Launching;

namespace VirshLite.Runner.Tests.Guests;

/// <summary>A process that stands for QEMU, a socket that stands for its monitor, and a real supervisor.</summary>
internal sealed class FakeQemu : IDisposable
{
    private readonly TestGuest test = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Socket monitor;
    private readonly Thread answering;

    public FakeQemu(string? domainXml = null)
    {
        int pid = ProcessSpawner.Spawn(new SpawnRequest("/bin/sleep", ["1000"]));
        string monitorPath = test.Root + "/monitor.sock";
        listener.Bind(new UnixDomainSocketEndPoint(monitorPath));
        listener.Listen(1);
        Directory.CreateDirectory(test.Root + "/run/guests");
        Record = new GuestRecord
        {
            Name = "g",
            Uuid = Guid.NewGuid(),
            Id = 1,
            Started = true,
            State = GuestState.Running,
            Qemu = ProcessIdentity.Of(pid),
            MonitorSocket = monitorPath,
            SupervisorSocket = test.Root + "/run/guests/1.sock",
            LogFile = test.Root + "/log/g.log",
            DomainDirectory = test.Root + "/lib/domain-1-g",
        };
        Directory.CreateDirectory(test.Root + "/log");
        test.Store.Write(Record);
        if (domainXml is not null)
        {
            test.Store.WriteDomainXml("g", domainXml);
        }

        test.Store.WriteStarted(Record);
        test.Store.JournalOf("g").Add(Undo.CleanupAction.Process(Record.Qemu!.Value));
        SupervisorProgram.Default.Start(test.Store, Record, FileLock.Take(test.Store.SupervisorLockOf("g")), monitor: null);
        monitor = listener.Accept();
        Say("{\"QMP\":{\"version\":{},\"capabilities\":[]}}\r\n"u8.ToArray());
        answering = new Thread(AnswerAll) { IsBackground = true };
        answering.Start();
        TestGuest.Eventually(() => test.Store.Read("g")!.Supervisor is not null, "the supervisor");
    }

    public GuestRecord Record { get; }

    public GuestOperations Operations => test.Operations;

    /// <summary>What it answers to a command, as JSON.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>What the guest is like now.</summary>
    public string LiveXml => File.ReadAllText(test.Store.DomainXmlOf("g"));

    public Translator.Context.Settings Settings => test.Store.Settings;

    public bool Deaf { get; set; }

    public void Say(byte[] bytes)
    {
        lock (listener)
        {
            monitor.Send(bytes);
        }
    }

    public QmpClient Client()
    {
        QmpClient client = QmpClient.Connect(Record.SupervisorSocket);
        client.Handshake(TimeSpan.FromSeconds(30));
        return client;
    }

    public void ShouldStillBeMinded()
    {
        using QmpClient client = Client();
        client.Execute("query-name", timeout: TimeSpan.FromSeconds(30));
        test.Store.Read("g")!.Supervisor!.Value.IsAlive.ShouldBeTrue();
    }

    public void Dispose()
    {
        Deaf = true;
        test.Store.Read("g")?.Supervisor?.Kill();
        Record.Qemu!.Value.Kill();
        monitor.Dispose();
        listener.Dispose();
        ChildProcesses.Wait(Record.Qemu.Value.Pid);
        test.Dispose();
    }

    private void AnswerAll()
    {
        var framer = new JsonFramer();
        byte[] buffer = new byte[65536];
        try
        {
            while (!Deaf && monitor.Receive(buffer) is > 0 and int count)
            {
                framer.Feed(buffer.AsSpan(0, count));
                while (framer.TryTake(out ReadOnlySpan<byte> json))
                {
                    using JsonDocument command = JsonDocument.Parse(json.ToArray());
                    string id = command.RootElement.TryGetProperty("id", out JsonElement given) ? given.GetRawText() : "null";
                    string name = command.RootElement.GetProperty("execute").GetString()!;
                    string answer = Answers.GetValueOrDefault(name, name == "query-status" ? "{\"status\":\"running\",\"running\":true}" : "{}");
                    Say(Encoding.UTF8.GetBytes("{\"return\":" + answer + ",\"id\":" + id + "}\r\n"));
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }
}
