namespace VirshLite.DomainParser.Model;

public sealed class Vsock : Device
{
}
