using System.Text.Json;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Guests;

/// <summary>Several questions to one running guest's QEMU over one connection.</summary>
public sealed class GuestQuestions : IDisposable
{
    private readonly QmpClient client;

    internal GuestQuestions(GuestRecord record, QmpClient client)
    {
        Record = record;
        this.client = client;
    }

    public GuestRecord Record { get; }

    /// <summary>The value of <c>return</c>; null where QEMU refuses or does not know the command.</summary>
    /// <param name="command">QMP's name.</param>
    /// <param name="arguments">A JSON object.</param>
    /// <exception cref="GuestException">The guest has ended, or does not answer.</exception>
    public JsonElement? Ask(string command, string? arguments = null)
    {
        try
        {
            return client.Execute(command, arguments);
        }
        catch (QmpException)
        {
            return null;
        }
        catch (QmpClosedException e)
        {
            throw new GuestException("operation failed: domain is no longer running", e);
        }
        catch (TimeoutException e)
        {
            throw new GuestException($"guest '{Record.Name}' does not answer on its monitor", e);
        }
    }

    public void Dispose() => client.Dispose();
}
