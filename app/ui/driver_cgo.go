//go:build cgo

package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"saywhen/assets"
)

// newApp starts the window library with its real driver.
func newApp() (fyne.App, error) {
	app.SetMetadata(fyne.AppMetadata{
		ID: appID, Name: "Saywhen", Icon: fyne.NewStaticResource("saywhen.png", assets.Icon()),
		// Every call comes from the window's goroutine or through fyne.Do: the
		// library need not ask at each refresh.
		Migrations: map[string]bool{"fyneDo": true},
	})
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("saywhen.png", assets.Icon()))
	return a, nil
}
