using System.Text;
using VirshLite.Cli.Hello;

namespace VirshLite.Cli.Tests.Hello;

public class HelloImageSpecs
{
    [Fact]
    public void It_is_one_boot_sector()
    {
        byte[] image = HelloImage.Create();

        image.Length.ShouldBe(512);
        image[510..].ShouldBe([0x55, 0xAA]);
        Encoding.ASCII.GetString(image).ShouldContain(HelloImage.Greeting);
    }

    [Fact]
    public void The_image_beside_the_example_is_the_one_made_here()
    {
        File.ReadAllBytes(Checkout.At("examples", "hello.img")).ShouldBe(HelloImage.Create(), "make it anew with: virshlite hello-image examples/hello.img");
    }
}
